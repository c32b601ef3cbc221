package dev.taskstream.log;

import dev.taskstream.engine.LogRecorder;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedLogTests {

	private static final Logger logger = LoggerFactory.getLogger(GuardedLogTests.class);

	@Test
	void exceptionIsLoggedWithItsMessage() {
		try (LogRecorder log = new LogRecorder(GuardedLogTests.class)) {
			GuardedLog.warn(logger, new IllegalStateException("no luck"), "Task {} failed", 7);

			assertThat(log.lines()).containsExactly("WARN Task 7 failed <- java.lang.IllegalStateException: no luck");
		}
	}

	@Test
	void exceptionThatCannotBePrintedEscapesNotAndCostsNoLine() {
		try (LogRecorder log = new LogRecorder(GuardedLogTests.class)) {
			GuardedLog.warn(logger, new Unprintable(), "Task {} failed", 7);

			assertThat(log.lines()).containsExactly("WARN Task 7 failed");
		}
	}

	@Test
	void argumentThatCannotBePrintedEscapesNot() {
		try (LogRecorder log = new LogRecorder(GuardedLogTests.class)) {
			GuardedLog.warn(logger, new IllegalStateException("no luck"), "Task {} failed", new Object() {

				@Override
				public String toString() {
					throw new Unprintable();
				}

			});

			assertThat(log.lines()).allMatch((line) -> line.startsWith("WARN Task"));
		}
	}

	private static final class Unprintable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new Unprintable();
		}

	}

}
