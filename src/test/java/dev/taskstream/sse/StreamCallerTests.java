package dev.taskstream.sse;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class StreamCallerTests {

	private final AtomicInteger asked = new AtomicInteger();

	private StreamCaller caller;

	private StreamCaller caller(BooleanSupplier rule) {
		this.caller = StreamCaller.of(new MockHttpServletRequest(), rule);
		return this.caller;
	}

	@Test
	void ruleThatThrowsRevokes() {
		caller(() -> {
			throw new StackOverflowError();
		}).ask();

		assertThat(this.caller.isRevoked()).isTrue();
	}

	@Test
	void ruleThatHasNotReturnedIsNotAskedAgain() {
		caller(() -> {
			this.asked.incrementAndGet();
			assertThat(this.caller.isDue(0, Long.MAX_VALUE / 2)).isFalse();
			this.caller.ask();
			return true;
		}).ask();

		assertThat(this.asked).hasValue(1);
		assertThat(this.caller.isRevoked()).isFalse();
		assertThat(this.caller.isDue(0, System.nanoTime())).isTrue();
	}

}
