package dev.taskstream.reliability;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * The file descriptors that this process has open, sockets included.
 */
final class Descriptors {

	private Descriptors() {
	}

	/**
	 * How many are open, 0 on a system that does not tell.
	 */
	static long open() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
				? unix.getOpenFileDescriptorCount() : 0;
	}

}
