-- The role that Bruggen works as, and its database. Run once, as a superuser, by psql: compose.yaml has the image do it.
-- The role can do nothing more than its own database asks for: row-level security holds for it, and it stays that way.
\getenv password BRUGGEN_DATABASE_PASSWORD
CREATE ROLE bruggen LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE bruggen OWNER bruggen TEMPLATE template0 ENCODING 'UTF8';
