package dev.taskstream.bench;

import java.io.IOException;

/**
 * Decodes one chunked reply that is a stream of events.
 */
final class EventStream {

	private final Tally tally;

	private final EventParser events;

	/** A line of the head or of the framing, as far as it has been read. */
	private final StringBuilder line = new StringBuilder();

	private String status = "";

	private boolean chunked;

	private boolean inBody;

	private long leftOfChunk;

	private boolean ended;

	EventStream(Tally tally) {
		this.tally = tally;
		this.events = new EventParser(tally);
	}

	/** Decode the next bytes of the connection. */
	void feed(byte[] bytes, int length) throws IOException {
		int at = 0;
		while (at < length) {
			if (this.leftOfChunk > 0) {
				int end = (int) Math.min(length, at + this.leftOfChunk);
				this.events.feed(bytes, at, end);
				this.leftOfChunk -= end - at;
				at = end;
			}
			else {
				collect((char) bytes[at++]);
			}
		}
	}

	private void collect(char c) throws IOException {
		if (c != '\n') {
			this.line.append(c);
			return;
		}
		String text = this.line.toString().strip();
		this.line.setLength(0);
		if (!this.inBody) {
			takeHeadLine(text);
		}
		else if (!text.isEmpty()) {
			beginChunk(text);
		}
	}

	private void takeHeadLine(String text) throws IOException {
		if (this.status.isEmpty()) {
			this.status = text;
		}
		this.chunked |= text.equalsIgnoreCase("Transfer-Encoding: chunked");
		if (text.isEmpty()) {
			if (!this.chunked || !this.status.startsWith("HTTP/1.1 200")) {
				throw new IOException("Not a stream in chunks: " + this.status);
			}
			this.inBody = true;
			this.tally.opened++;
		}
	}

	private void beginChunk(String size) {
		this.leftOfChunk = Long.parseLong(size, 16);
		if (this.leftOfChunk == 0) {
			this.ended = true;
			this.tally.ended++;
		}
	}

	/**
	 * Take note that the connection is closed, before the end of the reply or after it.
	 */
	void close() {
		if (!this.ended) {
			this.tally.broken++;
		}
	}

}
