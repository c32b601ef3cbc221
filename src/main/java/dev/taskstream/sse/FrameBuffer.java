package dev.taskstream.sse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Frames on their way to one client. Used by one thread, for one drain.
 */
/*
 * The bytes belong to the thread, so that neither an idle stream nor a delivered event
 * costs a buffer. As a plain array it pins no class loader.
 */
final class FrameBuffer {

	private static final int SCRATCH_SIZE = 16 * 1024;

	private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[SCRATCH_SIZE]);

	private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);

	private byte[] bytes = SCRATCH.get();

	private int start;

	private int end;

	private boolean lent;

	void appendFrame(long id, byte[] rest) {
		append(ID);
		appendDecimal(id);
		append((byte) '\n');
		append(rest);
	}

	void append(byte[] more) {
		reserve(more.length);
		System.arraycopy(more, 0, this.bytes, this.end, more.length);
		this.end += more.length;
	}

	private void append(byte one) {
		reserve(1);
		this.bytes[this.end++] = one;
	}

	private void appendDecimal(long number) {
		if (number >= 10) {
			appendDecimal(number / 10);
		}
		append((byte) ('0' + number % 10));
	}

	private void reserve(int length) {
		if (this.end + length <= this.bytes.length) {
			return;
		}
		int size = size();
		byte[] target = (size + length <= this.bytes.length) ? this.bytes
				: new byte[Math.max(size + length, 2 * this.bytes.length)];
		System.arraycopy(this.bytes, this.start, target, 0, size);
		this.bytes = target;
		this.start = 0;
		this.end = size;
	}

	int size() {
		return this.end - this.start;
	}

	boolean isEmpty() {
		return this.start == this.end;
	}

	/**
	 * Writes the first bytes, at most the given number, and removes them.
	 */
	void writeTo(OutputStream out, int most) throws IOException {
		int length = Math.min(most, size());
		out.write(this.bytes, this.start, length);
		this.start += length;
		this.lent = true;
	}

	/**
	 * Takes what has not been written, as an array of its own. The container may still
	 * need what has been: a non-blocking write lasts until the output is ready again, and
	 * Jetty sends large pieces from our array. So the thread gets a new one.
	 */
	byte[] leave() {
		if (this.lent) {
			SCRATCH.remove();
		}
		return Arrays.copyOfRange(this.bytes, this.start, this.end);
	}

}
