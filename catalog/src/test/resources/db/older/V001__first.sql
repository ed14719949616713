CREATE TABLE thing (name ${name} PRIMARY KEY);
