-- Search of drivers: the words of their names, and the forms in which a word is recognised with one typing error.

-- A row a driver, narrow: what a search has to read of a common name is little. Kept by a trigger on core.account.
create table core.driver_name (
  driver_id bigint primary key references core.account on delete cascade,
  words tsvector not null
);

-- Every word once, with what is left of it where one letter is missing: two words that share a form are one typing error apart, or
-- nearly. Not unique: of two who learn the same word at the same moment neither waits for the other, and a word that stands here twice, or
-- that nobody bears any more, finds nobody more.
create table core.name_word (
  word text not null,
  forms text[] not null
);
create index name_word_word on core.name_word (word);

-- Superseded.
drop index core.account_words;
-- By its beginning too.
drop index core.account_email;
create index account_email on core.account (lower(email) text_pattern_ops);
