\set id random(1, 1000000)
SELECT id, name, balance FROM accounts WHERE id = :id;
