package dev.taskstream.scenario;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for threads that wait for a client to take something.
 */
public final class SocketWrites {

	private SocketWrites() {
	}

	/**
	 * Fails if some thread waits in a container's blocking write.
	 */
	public static void noneIsWaiting() {
		Thread.getAllStackTraces()
			.forEach((thread, stack) -> assertThat(waits(stack) && writes(stack))
				.as("%s waits for a client in %s", thread.getName(), Arrays.toString(stack))
				.isFalse());
	}

	private static boolean waits(StackTraceElement[] stack) {
		return Arrays.stream(stack)
			.map(StackTraceElement::getMethodName)
			.limit(3)
			.anyMatch((method) -> method.startsWith("wait") || method.equals("park"));
	}

	private static boolean writes(StackTraceElement[] stack) {
		return Arrays.stream(stack)
			.anyMatch((frame) -> (frame.getClassName().contains("SocketWrapper")
					&& frame.getMethodName().equals("doWrite"))
					|| (frame.getClassName().startsWith("org.eclipse.jetty")
							&& frame.getClassName().contains("Blocker"))
					|| frame.getClassName().endsWith("LifecycleHttpServletResponse"));
	}

}
