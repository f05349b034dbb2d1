-- Why a supervisor can end a case.
select reason, name_fr, label_fr, label_en, wording_fr, wording_en from desk.closing_reason order by reason;
