grant demarche_readwrite to demarche_service;
-- From here on no superuser can log in over the network.
alter role postgres password null;
