package org.demarche.cli;

import org.demarche.importing.Progress;
import org.demarche.importing.record.RecordImport;
import org.demarche.importing.unvotes.UnVotesImport;

/** What import commands use. */
record Importers(UnVotesImport unVotes, RecordImport record, Progress progress) {}
