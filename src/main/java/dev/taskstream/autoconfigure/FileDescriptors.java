package dev.taskstream.autoconfigure;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * The limit on files and sockets that the process may have open.
 */
final class FileDescriptors {

	private FileDescriptors() {
	}

	/**
	 * Return the limit, or {@code null} if it is unknown.
	 */
	static @Nullable Long limit() {
		try {
			return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
					? unix.getMaxFileDescriptorCount() : null;
		}
		catch (LinkageError ex) {
			// A runtime image without the module jdk.management
			return null;
		}
	}

}
