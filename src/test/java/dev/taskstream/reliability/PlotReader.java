package dev.taskstream.reliability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.taskstream.scenario.RawPeer;
import dev.taskstream.scenario.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader that hangs up after some bytes, or signs out, comes back with
 * {@code Last-Event-ID}, and reads on until it has seen the end of what it watches.
 */
final class PlotReader {

	/** The header line of a request that has no session, or no position. */
	private static final String NONE = "X-Nothing: none";

	private final RunningService service;

	private final String path;

	private final List<UUID> tasks;

	private final List<EventStream.Event> seen = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param tasks what it watches, in the order of its positions
	 */
	PlotReader(RunningService service, String path, List<UUID> tasks) {
		this.service = service;
		this.path = path;
		this.tasks = tasks;
	}

	/**
	 * The events that it has read on all its connections together.
	 * @param signOut returns when it is time to sign out
	 */
	List<EventStream.Event> read(Plot.Reader plan, Moment signOut) throws Exception {
		int port = this.service.port();
		String session = (plan.visit() == Plot.Visit.ANONYMOUS) ? NONE : Sessions.signIn(port);
		for (int bytes : plan.cuts()) {
			take(Answer.cut(port, this.path, bytes, plan.resets(), session, position()));
		}
		if (plan.visit() == Plot.Visit.SIGNS_OUT && !isAtTheEnd()) {
			readUntilSignedOut(session, signOut);
		}
		if (!isAtTheEnd()) {
			Answer rest = Answer.of(port, this.path, session, position());
			take(rest);
			assertThat(rest.complete()).as("a clean end of the body").isTrue();
		}
		assertThat(isAtTheEnd()).as("the end after %s", this.seen).isTrue();
		assertThat(Answer.of(port, this.path, session, position()).status()).as("the answer to who has seen it all")
			.isEqualTo(204);
		return this.seen;
	}

	private void readUntilSignedOut(String session, Moment signOut) throws Exception {
		try (RawPeer peer = RawPeer.connect(this.service.port())
			.sends("GET " + this.path + " HTTP/1.1", "Host: localhost", "Connection: close", session, position())) {
			String head = peer.readHead();
			signOut.await();
			Sessions.signOut(this.service.port(), session);
			long[] reported = this.tasks.stream()
				.mapToLong((id) -> this.service.tasks().log(id).orElseThrow().lastEventId())
				.toArray();
			String body = new String(peer.readToEnd(), StandardCharsets.ISO_8859_1);
			Answer answer = Answer.parse((head + body).getBytes(StandardCharsets.ISO_8859_1));
			assertThat(answer.events()).as("nothing that was reported after the session had ended")
				.allSatisfy((event) -> isWithin(event, reported));
			take(answer);
			// The dispatch after the last event fails if the session ends within it
			assertThat(answer.complete() || isAtTheEnd()).as("a clean end of the body").isTrue();
		}
	}

	private static void isWithin(EventStream.Event event, long[] reported) {
		long[] positions = Arrays.stream(event.id().split("\\.")).mapToLong(Long::parseLong).toArray();
		for (int i = 0; i < positions.length; i++) {
			assertThat(positions[i]).isLessThanOrEqualTo(reported[i]);
		}
	}

	private void take(Answer answer) {
		assertThat(answer.status()).isIn(0, isAtTheEnd() ? 204 : 200);
		this.seen.addAll(answer.events());
	}

	private boolean isAtTheEnd() {
		return this.seen.stream().filter(EventStream.Event::isFinal).count() == this.tasks.size();
	}

	private String position() {
		return this.seen.isEmpty() ? NONE : "Last-Event-ID: " + this.seen.get(this.seen.size() - 1).id();
	}

	/**
	 * A moment that can be waited for.
	 */
	@FunctionalInterface
	interface Moment {

		void await() throws InterruptedException;

	}

}
