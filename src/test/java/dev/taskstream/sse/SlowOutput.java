package dev.taskstream.sse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes one write or flush at a time and keeps the writer's array until it is sent, as
 * the specification allows and Jetty does.
 */
final class SlowOutput extends ServletOutputStream {

	private final StringBuilder sent = new StringBuilder();

	private WriteListener listener;

	private ByteBuffer pending = ByteBuffer.allocate(0);

	private boolean ready = true;

	private Error failure;

	WriteListener listener() {
		return this.listener;
	}

	String sent() {
		return this.sent.toString();
	}

	void failNext(Error error) {
		this.failure = error;
	}

	/**
	 * Lets the client read until nothing more comes.
	 */
	void readAll() throws IOException {
		this.listener.onWritePossible();
		while (!this.ready) {
			becomeReady();
		}
	}

	void becomeReady() throws IOException {
		this.sent.append(StandardCharsets.US_ASCII.decode(this.pending));
		this.ready = true;
		this.listener.onWritePossible();
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		if (this.failure != null) {
			throw this.failure;
		}
		assertThat(this.ready).isTrue();
		this.pending = ByteBuffer.wrap(bytes, offset, length);
		this.ready = false;
	}

	@Override
	public void flush() {
		assertThat(this.ready).isTrue();
		this.ready = false;
	}

	@Override
	public boolean isReady() {
		return this.ready;
	}

	@Override
	public void setWriteListener(WriteListener writeListener) {
		this.listener = writeListener;
	}

	@Override
	public void write(int b) {
		throw new UnsupportedOperationException();
	}

}
