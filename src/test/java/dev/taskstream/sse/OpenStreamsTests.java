package dev.taskstream.sse;

import java.security.Principal;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OpenStreamsTests {

	private final OpenStreams streams = new OpenStreams(3, 2);

	private StreamEmitter stream(String caller) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal((caller != null) ? (Principal) () -> caller : null);
		return new StreamEmitter(new StreamStage.Frames("one"), StreamCaller.of(request, () -> true),
				new StreamContext(this.streams, new StreamCounters(), Runnable::run, Runnable::run));
	}

	@Test
	void placesAreBoundedAndEachIsGivenBackOnce() {
		StreamEmitter first = stream(null);
		assertThat(this.streams.tryAdd(first)).isTrue();
		assertThat(this.streams.tryAdd(stream(null))).isTrue();
		assertThat(this.streams.tryAdd(stream(null))).isTrue();
		assertThat(this.streams.tryAdd(stream(null))).isFalse();

		this.streams.release(first);
		this.streams.release(first);
		this.streams.remove(first);

		assertThat(this.streams.size()).isEqualTo(2);
		assertThat(this.streams.tryAdd(stream(null))).isTrue();
		assertThat(this.streams.tryAdd(stream(null))).isFalse();
	}

	@Test
	void callerWithTooManyStreamsTakesNoPlaceFromOthers() {
		StreamEmitter first = stream("ada");
		assertThat(this.streams.tryAdd(first)).isTrue();
		assertThat(this.streams.tryAdd(stream("ada"))).isTrue();
		assertThat(this.streams.tryAdd(stream("ada"))).isFalse();
		assertThat(this.streams.size()).isEqualTo(2);

		this.streams.release(first);

		assertThat(this.streams.tryAdd(stream("ada"))).isTrue();
		assertThat(this.streams.tryAdd(stream("bob"))).isTrue();
	}

	@Test
	void streamThatEndsFreesOneOfItsCallersPlaces() {
		StreamEmitter first = stream("ada");
		this.streams.tryAdd(first);
		this.streams.tryAdd(stream("ada"));

		this.streams.release(first);

		assertThat(this.streams.tryAdd(stream("ada"))).isTrue();
		assertThat(this.streams.tryAdd(stream("ada"))).isFalse();
	}

	@Test
	@Timeout(20)
	void lastRemovalWakesTheStop() throws Exception {
		StreamEmitter stream = stream(null);
		this.streams.tryAdd(stream);
		Thread stopping = Thread.currentThread();
		Thread other = new Thread(() -> {
			while (stopping.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
			this.streams.remove(stream);
		});
		other.start();

		assertThat(this.streams.awaitNone(Duration.ofDays(1))).isTrue();
		other.join();
	}

	@Test
	void streamThatHasEndedCannotBeOpened() {
		StreamLife life = new StreamLife();
		assertThat(life.beginToEnd()).isTrue();
		assertThat(life.beginToEnd()).isFalse();

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(life::open);
	}

}
