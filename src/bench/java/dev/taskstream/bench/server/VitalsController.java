package dev.taskstream.bench.server;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.UnixOperatingSystemMXBean;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the driver's questions about the server's process. All answers are numbers.
 */
@RestController
@RequestMapping("/bench")
final class VitalsController {

	/** Return the bytes that survive a full collection. */
	@GetMapping("/live-heap")
	String liveHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return String.valueOf(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
	}

	@GetMapping("/threads")
	String threads() {
		return String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount());
	}

	@GetMapping("/descriptors")
	String descriptors() {
		return String
			.valueOf(ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class).getOpenFileDescriptorCount());
	}

	/**
	 * Return how many threads wait in a write for a client. State and stack come from one
	 * dump: a thread that has just ended a write and is idle now must not count.
	 */
	@GetMapping("/blocked-writers")
	String blockedWriters() {
		return String.valueOf(Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
			.filter((thread) -> thread.getThreadState() != Thread.State.RUNNABLE)
			.filter((thread) -> Arrays.stream(thread.getStackTrace()).anyMatch(VitalsController::isWrite))
			.count());
	}

	private static boolean isWrite(StackTraceElement frame) {
		return (frame.getClassName().startsWith("org.apache.tomcat.util.net")
				|| frame.getClassName().startsWith("org.eclipse.jetty")) && frame.getMethodName().contains("rite");
	}

}
