/**
 * Words of users, cards and calls for one search over everything, as pieces of three letters: any part of a word of
 * three letters or more is found, in every script. Two blanks end each text, so that its last two letters begin pieces,
 * too, and shorter parts are found by the pieces they begin. Triggers keep them.
 */
const userText = `concat_ws(' ', new.uid, new.email, new.note) || '  '`
const callText = `(select coalesce(group_concat(atom, ' '), '') || '  ' from json_each(new.reference)
  where key not in ('v', 'endpoint', 'sentAt'))`
const cardText = (card: string): string =>
  `concat_ws(' ', ${card}.card_id, ${card}.uid, ${card}.masked_pan, ${card}.tag, (
    select title from products where products.profile_id = ${card}.profile_id and products.product_id = ${card}.product_id
  )) || '  '`
const placeOf = (card: string): string =>
  `(select place from card_places where profile_id = ${card}.profile_id and card_id = ${card}.card_id)`

const ofProduct = 'cards.profile_id = new.profile_id and cards.product_id = new.product_id'
const wordsOfProduct = `
  delete from card_words where rowid in (select ${placeOf('cards')} from cards where ${ofProduct});
  insert into card_words (rowid, words) select ${placeOf('cards')}, ${cardText('cards')} from cards where ${ofProduct};`

const pieces = (name: string): string => `
  create virtual table ${name}_words using fts5 (words, content = '', contentless_delete = 1, tokenize = 'trigram');
  create virtual table ${name}_pieces using fts5vocab (${name}_words, row);`

export const search = `
  ${pieces('user')}
  create trigger user_words_come after insert on users
    begin insert into user_words (rowid, words) values (new.seq, ${userText}); end;
  create trigger user_words_change after update of uid, email, note on users
    when (old.uid, old.email, old.note) is not (new.uid, new.email, new.note)
    begin update user_words set words = ${userText} where rowid = new.seq; end;
  create trigger user_words_go after delete on users
    begin delete from user_words where rowid = old.seq; end;
  insert into user_words (rowid, words) select new.seq, ${userText} from users new;

  ${pieces('call')}
  create trigger call_words_come after insert on journal
    begin insert into call_words (rowid, words) values (new.seq, ${callText}); end;
  create trigger call_words_change after update of reference on journal when old.reference is not new.reference
    begin update call_words set words = ${callText} where rowid = new.seq; end;
  create trigger call_words_go after delete on journal
    begin delete from call_words where rowid = old.seq; end;
  insert into call_words (rowid, words) select new.seq, ${callText} from journal new;

  create table card_places ( -- a number for each card, by which its words are kept
    place integer primary key, profile_id text not null, card_id integer not null, unique (profile_id, card_id)
  ) strict;
  create index cards_by_product on cards (profile_id, product_id);
  ${pieces('card')}
  create trigger card_words_come after insert on cards begin
    insert into card_places (profile_id, card_id) values (new.profile_id, new.card_id);
    insert into card_words (rowid, words) values (${placeOf('new')}, ${cardText('new')});
  end;
  create trigger card_words_change after update of uid, masked_pan, tag, product_id on cards
    when (old.uid, old.masked_pan, old.tag, old.product_id) is not (new.uid, new.masked_pan, new.tag, new.product_id)
    begin update card_words set words = ${cardText('new')} where rowid = ${placeOf('new')}; end;
  create trigger card_words_go after delete on cards begin
    delete from card_words where rowid = ${placeOf('old')};
    delete from card_places where profile_id = old.profile_id and card_id = old.card_id;
  end;
  create trigger product_words_come after insert on products begin ${wordsOfProduct} end;
  create trigger product_words_change after update of title on products when old.title is not new.title
    begin ${wordsOfProduct} end;
  insert into card_places (profile_id, card_id) select profile_id, card_id from cards;
  insert into card_words (rowid, words) select ${placeOf('cards')}, ${cardText('cards')} from cards;

  create index notifies_by_user on notifies (profile_id, uid, seq) where uid is not null;
`
