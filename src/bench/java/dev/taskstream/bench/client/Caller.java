package dev.taskstream.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes short requests over one connection, one after another.
 */
final class Caller implements Reply {

	private final Connection connection;

	private final StringBuilder body = new StringBuilder();

	private int status;

	private Consumer<String> then = (text) -> {
	};

	Caller(Loop loop) throws IOException {
		this.connection = loop.connect(this);
	}

	/**
	 * Makes a request.
	 * @param next takes the answer's body and may make the next request; not called if
	 * the status is not 200
	 */
	void post(String path, Consumer<String> next) {
		this.then = next;
		try {
			this.connection.send("POST", path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void head(int code) {
		this.status = code;
		this.body.setLength(0);
	}

	@Override
	public void body(byte[] bytes, int from, int to) {
		this.body.append(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
	}

	@Override
	public void end() {
		if (this.status == 200) {
			this.then.accept(this.body.toString());
		}
	}

	@Override
	public void closed() {
		// whoever waits for an answer has a limit
	}

}
