package dev.taskstream.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.engine.Engines;
import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.SocketWrites;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Peers that read too little, or that leave at any byte of a stream or a request.
 */
class SlowAndCutPeerTests extends WireFaults {

	private static final int STALLED = Size.of("stalled", 30);

	private static final int BYTE_PAUSE_MILLIS = Size.of("byte-pause", 20);

	@Test
	void peersThatReadNothingAreDisconnected() throws Exception {
		long before = service.counters().stalled();
		TaskStartResponse flood = service.tasks().start(new Flood());
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < STALLED; i++) {
			peers.add(watching(flood, 4096));
		}

		// The flood must fill the buffers of all sockets first
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			SocketWrites.noneIsWaiting();
			assertThat(service.counters().stalled()).isEqualTo(before + STALLED);
		});

		service.tasks().cancel(flood.taskId());
		for (RawPeer peer : peers) {
			peer.readToEnd();
			peer.close();
		}
	}

	@Test
	void peersThatReadAByteAtATimeCostNobodyElse() throws Exception {
		TaskStartResponse flood = service.tasks().start(new Flood());
		ScheduledExecutorService pace = Executors.newScheduledThreadPool(1);
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < STALLED; i++) {
			RawPeer peer = watching(flood, 4096);
			peers.add(peer);
			pace.scheduleWithFixedDelay(() -> readByte(peer), 0, BYTE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}

		// They read less than a window, so the server sees them take nothing
		await().atMost(Duration.ofMinutes(1)).until(() -> service.streams().size() == 1);

		SocketWrites.noneIsWaiting();
		pace.shutdownNow();
		service.tasks().cancel(flood.taskId());
		for (RawPeer peer : peers) {
			peer.close();
		}
	}

	private static void readByte(RawPeer peer) {
		try {
			peer.readBytes(1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void peersThatResetAtAnyByteOfAStoryAreNoticed() throws Exception {
		TaskStartResponse story = finished();
		int length = wholeLength(story);
		for (int offset = 0; offset <= length; offset++) {
			assertThat(Answer.cut(service.port(), story.streamUrl(), offset, true).status()).isIn(0, 200);
		}
	}

	@Test
	void peersThatResetAtAnyByteOfALiveStreamAreNoticed() throws Exception {
		TaskStartResponse live = service.tasks().start(new Flood());
		for (int offset = 0; offset <= 600; offset++) {
			assertThat(Answer.cut(service.port(), live.streamUrl(), offset, true).status()).isIn(0, 200);
		}
		service.tasks().cancel(live.taskId());
	}

	@Test
	void peersThatHalfCloseAreServedOrReleased() throws Exception {
		Engines.Stubborn quiet = new Engines.Stubborn();
		TaskStartResponse live = service.tasks().start(quiet);
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			RawPeer peer = watching(live, 0);
			peer.halfCloses();
			peers.add(peer);
		}
		quiet.started.await();
		quiet.letGo.countDown();
		for (RawPeer peer : peers) {
			Answer answer = Answer.parse(peer.readToEnd());
			assertThat(answer.status()).isIn(0, 200);
			peer.close();
		}
	}

	@Test
	void requestsThatStopAtAnyByteHoldNothing() throws Exception {
		byte[] request = ("GET " + finished().streamUrl() + " HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		for (int length = 0; length < request.length; length++) {
			RawPeer silent = RawPeer.connect(service.port()).sendsBytes(Arrays.copyOf(request, length));
			RawPeer gone = RawPeer.connect(service.port()).sendsBytes(Arrays.copyOf(request, length));
			gone.resets();
			silent.halfCloses();
			assertThat(Answer.parse(silent.readToEnd()).status()).isIn(0, 400);
			silent.close();
		}
	}

	private static int wholeLength(TaskStartResponse story) throws Exception {
		try (RawPeer peer = watching(story, 0)) {
			return peer.readToEnd().length;
		}
	}

}
