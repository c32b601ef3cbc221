package dev.taskstream.autoconfigure;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * How many files and sockets the process may have open.
 */
final class FileDescriptors {

	private FileDescriptors() {
	}

	/**
	 * The limit, or null where it is not known.
	 */
	static @Nullable Long limit() {
		try {
			return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
					? unix.getMaxFileDescriptorCount() : null;
		}
		catch (LinkageError ex) {
			return null; // a runtime image without jdk.management
		}
	}

}
