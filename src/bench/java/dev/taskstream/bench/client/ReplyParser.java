package dev.taskstream.bench.client;

import java.util.Locale;

/**
 * Reads replies of HTTP/1.1 off a connection, with a length or in chunks.
 */
final class ReplyParser {

	private static final String LENGTH = "\r\ncontent-length:";

	private final Reply reply;

	private final StringBuilder head = new StringBuilder();

	private State state = State.HEAD;

	private long left;

	ReplyParser(Reply reply) {
		this.reply = reply;
	}

	void feed(byte[] bytes, int from, int to) {
		int at = from;
		while (at < to) {
			at = switch (this.state) {
				case HEAD -> head(bytes[at], at);
				case BODY, CHUNK -> data(bytes, at, to);
				case CHUNK_SIZE -> chunkSize(bytes[at], at);
				case CHUNK_END -> chunkEnd(bytes[at], at);
				case LAST -> last(bytes[at], at);
			};
		}
	}

	private int head(byte b, int at) {
		this.head.append((char) b);
		int length = this.head.length();
		if (b == '\n' && length >= 4 && this.head.charAt(length - 3) == '\n') {
			String text = this.head.toString().toLowerCase(Locale.ROOT);
			this.head.setLength(0);
			this.reply.head(Integer.parseInt(text.substring(9, 12)));
			begin(text);
		}
		return at + 1;
	}

	private void begin(String text) {
		int length = text.indexOf(LENGTH);
		if (length >= 0) {
			int from = length + LENGTH.length();
			this.left = Long.parseLong(text.substring(from, text.indexOf('\r', from)).trim());
			this.state = State.BODY;
			endIfComplete();
		}
		else if (text.contains("\r\ntransfer-encoding: chunked")) {
			this.left = 0;
			this.state = State.CHUNK_SIZE;
		}
		else {
			this.reply.end();
		}
	}

	private int data(byte[] bytes, int at, int to) {
		int end = (int) Math.min(to, at + this.left);
		this.reply.body(bytes, at, end);
		this.left -= end - at;
		if (this.state == State.BODY) {
			endIfComplete();
		}
		else if (this.left == 0) {
			this.state = State.CHUNK_END;
		}
		return end;
	}

	private void endIfComplete() {
		if (this.left == 0) {
			this.state = State.HEAD;
			this.reply.end();
		}
	}

	private int chunkSize(byte b, int at) {
		int digit = Character.digit(b, 16);
		if (digit >= 0) {
			this.left = this.left * 16 + digit;
		}
		else if (b == '\n') {
			this.state = (this.left > 0) ? State.CHUNK : State.LAST;
		}
		return at + 1;
	}

	private int chunkEnd(byte b, int at) {
		if (b == '\n') {
			this.state = State.CHUNK_SIZE;
		}
		return at + 1;
	}

	private int last(byte b, int at) {
		if (b == '\n') {
			this.state = State.HEAD;
			this.reply.end();
		}
		return at + 1;
	}

	private enum State {

		HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, LAST

	}

}
