package dev.taskstream.engine;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadStateTests {

	@Test
	void whateverWasDoneToTheThreadIsUndone() throws InterruptedException {
		AtomicReference<ThreadState> before = new AtomicReference<>();
		AtomicReference<ThreadState> after = new AtomicReference<>();
		AtomicReference<String> left = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			before.set(ThreadState.current());
			Thread current = Thread.currentThread();
			current.setName("renamed");
			current.setPriority(Thread.MAX_PRIORITY);
			current.setContextClassLoader(new URLClassLoader(new URL[0]));
			current.interrupt();
			MDC.put("tenant", "alice");
			before.get().restore();
			after.set(ThreadState.current());
			left.set(MDC.get("tenant") + " " + current.isInterrupted());
		}, "worker");
		thread.start();
		thread.join();

		assertThat(after.get()).isEqualTo(before.get());
		assertThat(before.get().name()).isEqualTo("worker");
		assertThat(left).hasValue("null false");
	}

}
