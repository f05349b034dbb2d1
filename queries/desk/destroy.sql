-- Notes that a void card was destroyed: request, serial.
select card, serial from desk.destroy($1::uuid, $2::text);
