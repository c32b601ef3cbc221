package dev.taskstream.bench.client;

/**
 * Reads the events of one stream, as much of them as is measured: the id, the letter that
 * tells the four types apart, and the time in {@code @nanos@} that begins a text.
 */
final class EventParser {

	/** The place in their names where the four types differ. */
	private static final int TELLING_LETTER = 5;

	private final Sink sink;

	private State state = State.LINE;

	private int letters;

	private char type;

	private long id;

	private long stamp;

	EventParser(Sink sink) {
		this.sink = sink;
	}

	void feed(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to) {
			at = switch (this.state) {
				case LINE -> line(bytes[at], at);
				case ID -> id(bytes[at], at);
				case EVENT -> event(bytes[at], at);
				case DATA -> data(bytes, at, to);
				case STAMP -> stamp(bytes[at], at);
				case SKIP -> skip(bytes, at, to);
			};
		}
	}

	private int line(byte b, int at) {
		this.state = switch (b) {
			case '\n' -> State.LINE;
			case 'i' -> State.ID;
			case 'e' -> State.EVENT;
			case 'd' -> State.DATA;
			default -> State.SKIP;
		};
		switch (this.state) {
			case LINE -> dispatch();
			case ID -> this.id = 0;
			case EVENT -> this.letters = -"vent:".length();
			default -> {
			}
		}
		return at + 1;
	}

	private void dispatch() {
		if (this.type != 0) {
			this.sink.event(this.type, this.id, this.stamp);
			this.type = 0;
			this.stamp = 0;
		}
	}

	private int id(byte b, int at) {
		if (b >= '0' && b <= '9') {
			this.id = this.id * 10 + b - '0';
		}
		return next(b, at);
	}

	private int event(byte b, int at) {
		if (b != ' ' && this.letters++ == TELLING_LETTER) {
			this.type = (char) b;
		}
		return next(b, at);
	}

	private int stamp(byte b, int at) {
		if (b == '@') {
			this.state = State.SKIP;
		}
		else {
			this.stamp = this.stamp * 10 + b - '0';
		}
		return at + 1;
	}

	private int next(byte b, int at) {
		if (b == '\n') {
			this.state = State.LINE;
		}
		return at + 1;
	}

	private int data(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to && bytes[at] != '@' && bytes[at] != '\n') {
			at++;
		}
		if (at < to) {
			this.state = (bytes[at] == '@') ? State.STAMP : State.LINE;
		}
		return at + 1;
	}

	private int skip(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to && bytes[at] != '\n') {
			at++;
		}
		if (at < to) {
			this.state = State.LINE;
		}
		return at + 1;
	}

	private enum State {

		LINE, ID, EVENT, DATA, STAMP, SKIP

	}

	/**
	 * Takes the events.
	 */
	@FunctionalInterface
	interface Sink {

		/**
		 * An event is complete.
		 * @param type s(tarted), e for progress, c(ompleted) or f(ailed)
		 * @param stamp the time in its text, or 0
		 */
		void event(char type, long id, long stamp);

	}

}
