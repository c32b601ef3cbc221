package dev.taskstream.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

import dev.taskstream.TaskCompleted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls at each depth of a stack, up to its overflow: what must not overflow half-way is
 * entered with some stack to spare, or not at all. An agent that instruments classes
 * needs the stack, too.
 */
@Tag("stress")
class StackReserveTests {

	/** Much less than the reserve: small frames, and fewer of them. */
	private static final int FRAMES = 40;

	private static final int STACK_BYTES = 512 * 1024;

	private boolean entered;

	private boolean overflowed;

	/** More than there are depths at which a call overflows. */
	private static final int LOGS = 800;

	private final Deque<EventLog> logs = new ArrayDeque<>();

	/**
	 * What is initialized while the stack overflows cannot be used any more.
	 */
	@BeforeEach
	void warmUp() {
		for (int i = 0; i < LOGS; i++) {
			EventLog log = Logs.create(UUID.randomUUID(), TimeSource.system(), 8,
					new Delivery((round) -> enter(), null, Duration.ZERO));
			log.subscribe(0, () -> {
			});
			this.logs.add(log);
		}
		report();
		end();
		assertThat(this.entered).isTrue();
		assertThat(this.overflowed).isFalse();
		this.entered = false;
	}

	@Test
	void roundIsSubmittedWithStackToSpare() throws InterruptedException {
		callAtEachDepth(this::report);

		assertThat(this.entered).isTrue();
		assertThat(this.overflowed).as("an overflow in the delivery executor").isFalse();
	}

	@Test
	void logIsEndedWithStackToSpare() throws InterruptedException {
		callAtEachDepth(this::end);

		assertThat(this.entered).isTrue();
		assertThat(this.overflowed).as("an overflow under the log's lock").isFalse();
	}

	private void report() {
		EventLog log = this.logs.poll();
		if (log != null) {
			log.progress("text", null);
		}
	}

	private void end() {
		EventLog log = this.logs.poll();
		if (log != null) {
			log.end((taskId, timestamp) -> {
				enter();
				return new TaskCompleted(taskId, timestamp, null);
			});
		}
	}

	private void enter() {
		this.entered = true;
		try {
			descend(FRAMES);
		}
		catch (StackOverflowError ex) {
			this.overflowed = true;
			throw ex;
		}
	}

	private static int descend(int frames) {
		return (frames == 0) ? 0 : descend(frames - 1) + 1;
	}

	private static void callAtEachDepth(Runnable call) throws InterruptedException {
		Thread deep = new Thread(null, () -> recurse(call), "deep", STACK_BYTES);
		deep.start();
		deep.join();
	}

	private static void recurse(Runnable call) {
		try {
			recurse(call);
		}
		catch (StackOverflowError ex) {
			// there may be room for the call here
		}
		try {
			call.run();
		}
		catch (StackOverflowError ex) {
			// there may be room for it one frame further up
		}
	}

}
