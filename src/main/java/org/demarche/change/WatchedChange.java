package org.demarche.change;

/** @param subjects null if nobody needs them */
record WatchedChange(Change change, ChangeSubjects subjects) {}
