grant demarche_readwrite to demarche_service;
-- From here on nobody can log in over the network as a superuser.
alter role postgres password null;
