CREATE TABLE other (name ${name} PRIMARY KEY);
