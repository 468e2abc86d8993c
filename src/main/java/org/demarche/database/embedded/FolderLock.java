package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one process at a time run a server in a folder. If the process is killed, the operating system releases the lock. */
final class FolderLock implements AutoCloseable {

    private final Path folder;
    private final FileChannel file;

    private FolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /** Null if this or another process holds the lock. */
    static FolderLock tryAcquire(Path folder) throws IOException {
        // Closing any other channel of the file would release the lock of this process (fcntl), so none is opened.
        if (isHeldByThisProcess(folder)) {
            return null;
        }
        FileChannel file =
                FileChannel.open(folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return null;
        }
        System.setProperty(property(folder), "held");
        return new FolderLock(folder, file);
    }

    /** A system property tells: dev mode replaces the class loader and with it all static fields. */
    static boolean isHeldByThisProcess(Path folder) {
        return System.getProperty(property(folder)) != null;
    }

    @Override
    public void close() throws IOException {
        System.clearProperty(property(folder));
        file.close();
    }

    private static String property(Path folder) {
        return "org.demarche.lock." + folder.toAbsolutePath().normalize();
    }
}
