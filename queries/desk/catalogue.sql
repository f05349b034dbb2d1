-- What can be flagged, with its reasons.
select queue, item, item_name_fr, item_label_fr, item_label_en, kind,
  reason, reason_name_fr, reason_label_fr, reason_label_en, comment_required, wording_fr, wording_en
from desk.catalogue order by rank, reason;
