-- The pictures to print on the card $1.
select type, media_type, bytes from hub.order_pictures($1::bigint);
