-- What a member called a phone is forgotten some time after it was revoked, or its member left; that it was theirs stays, so that
-- what they sealed on it still opens.
alter table device alter column name drop not null;
