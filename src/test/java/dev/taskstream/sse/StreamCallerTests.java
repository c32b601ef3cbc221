package dev.taskstream.sse;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

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
	void ruleThatHasReturnedIsNotAskedAgainAtOnce() {
		long before = System.nanoTime();
		caller(() -> true);
		assertThat(this.caller.isDue(1, before)).isFalse();
		assertThat(this.caller.isDue(1, System.nanoTime() + 1)).isTrue();

		long beforeAsking = System.nanoTime();
		this.caller.ask();

		assertThat(this.caller.isDue(1, beforeAsking + 1)).isFalse();
	}

	@Test
	void sessionThatDoesNotSayItsIdIsNobodys() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		MockHttpSession session = new MockHttpSession();
		request.setSession(session);
		StreamCaller inSession = StreamCaller.of(request, () -> true);
		assertThat(inSession.isIn(session)).isTrue();
		assertThat(inSession.isIn(new MockHttpSession())).isFalse();

		assertThat(inSession.isIn(new MockHttpSession() {

			@Override
			public String getId() {
				throw new IllegalStateException("invalidated");
			}

		})).isFalse();
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
