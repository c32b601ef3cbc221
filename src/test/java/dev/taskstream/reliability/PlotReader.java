package dev.taskstream.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader that hangs up after some bytes, comes back with {@code Last-Event-ID}, and
 * reads on until it has seen the end of what it watches.
 */
final class PlotReader {

	private final int port;

	private final String path;

	private final int ends;

	private final List<EventStream.Event> seen = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param ends how many ends it has to see
	 */
	PlotReader(int port, String path, int ends) {
		this.port = port;
		this.path = path;
		this.ends = ends;
	}

	/**
	 * The events that it has read on all its connections together.
	 */
	List<EventStream.Event> read(Plot.Reader plan) throws IOException {
		for (int bytes : plan.cuts()) {
			take(Answer.cut(this.port, this.path, bytes, plan.resets(), position()));
		}
		if (!isAtTheEnd()) {
			Answer rest = Answer.of(this.port, this.path, position());
			take(rest);
			assertThat(rest.complete()).as("a clean end of the body").isTrue();
		}
		assertThat(isAtTheEnd()).as("the end after %s", this.seen).isTrue();
		assertThat(Answer.of(this.port, this.path, position()).status()).as("the answer to who has seen it all")
			.isEqualTo(204);
		return this.seen;
	}

	private void take(Answer answer) {
		assertThat(answer.status()).isIn(0, isAtTheEnd() ? 204 : 200);
		this.seen.addAll(answer.events());
	}

	private boolean isAtTheEnd() {
		return this.seen.stream().filter(EventStream.Event::isFinal).count() == this.ends;
	}

	private String[] position() {
		return this.seen.isEmpty() ? new String[0]
				: new String[] { "Last-Event-ID: " + this.seen.get(this.seen.size() - 1).id() };
	}

}
