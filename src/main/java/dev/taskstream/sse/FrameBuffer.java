package dev.taskstream.sse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A buffer for frames that are written to one client. Confined to one thread, for one
 * round of writes.
 */
final class FrameBuffer {

	/*
	 * The scratch bytes belong to the thread, so that an idle stream has no buffer and an
	 * event allocates none. A plain array pins no class loader.
	 */

	private static final int SCRATCH_SIZE = 16 * 1024;

	private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[SCRATCH_SIZE]);

	/** The size above which a frame is shared with the log instead of copied. */
	private static final int LARGE = SCRATCH_SIZE / 2;

	private static final byte[] NOTHING = {};

	private static final byte[] LINE_END = { '\n' };

	private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);

	private byte[] bytes = SCRATCH.get();

	private int start;

	private int end;

	private byte[] shared = NOTHING;

	private int sharedStart;

	private boolean lent;

	/**
	 * Continue with the rest of another buffer.
	 */
	void resume(Rest rest) {
		copy(rest.bytes);
		this.shared = rest.shared;
		this.sharedStart = rest.sharedStart;
	}

	void appendFrame(long id, byte[] rest) {
		append(ID);
		appendDecimal(id);
		append(LINE_END);
		append(rest);
	}

	private void appendDecimal(long number) {
		if (number >= 10) {
			appendDecimal(number / 10);
		}
		reserve(1);
		this.bytes[this.end++] = (byte) ('0' + number % 10);
	}

	void appendFrame(String id, byte[] rest) {
		append(ID);
		append(id.getBytes(StandardCharsets.US_ASCII));
		append(LINE_END);
		append(rest);
	}

	void append(byte[] more) {
		if (this.sharedStart < this.shared.length) {
			take(this.shared.length - this.sharedStart);
		}
		if (more.length > LARGE) {
			this.shared = more;
			this.sharedStart = 0;
		}
		else {
			copy(more);
		}
	}

	private void copy(byte[] more) {
		reserve(more.length);
		System.arraycopy(more, 0, this.bytes, this.end, more.length);
		this.end += more.length;
	}

	private void take(int length) {
		reserve(length);
		System.arraycopy(this.shared, this.sharedStart, this.bytes, this.end, length);
		this.sharedStart += length;
		this.end += length;
	}

	private void reserve(int length) {
		if (this.end + length <= this.bytes.length) {
			return;
		}
		int size = this.end - this.start;
		byte[] target = (size + length <= this.bytes.length) ? this.bytes
				: new byte[Math.max(size + length, 2 * this.bytes.length)];
		System.arraycopy(this.bytes, this.start, target, 0, size);
		this.bytes = target;
		this.start = 0;
		this.end = size;
	}

	int size() {
		return this.end - this.start + this.shared.length - this.sharedStart;
	}

	boolean isEmpty() {
		return size() == 0;
	}

	/**
	 * Write and remove the first bytes, at most the given number.
	 */
	void writeTo(OutputStream out, int most) throws IOException {
		int room = Math.min(most, this.bytes.length) - (this.end - this.start);
		take(Math.max(0, Math.min(room, this.shared.length - this.sharedStart)));
		int length = Math.min(most, this.end - this.start);
		out.write(this.bytes, this.start, length);
		this.start += length;
		this.lent = true;
	}

	/**
	 * Return a copy of what has not been written. The container may still read what has
	 * been: a non-blocking write lasts until the output is ready again, and Jetty sends
	 * large pieces from this array. So the thread gets a new array.
	 */
	Rest leave() {
		if (this.lent) {
			SCRATCH.remove();
		}
		return new Rest(Arrays.copyOfRange(this.bytes, this.start, this.end), this.shared, this.sharedStart);
	}

	/**
	 * The bytes that wait for a client: at most one piece of their own, and a large frame
	 * that is shared with the log, from a position.
	 */
	static final class Rest {

		static final Rest NONE = of(NOTHING);

		private final byte[] bytes;

		private final byte[] shared;

		private final int sharedStart;

		private Rest(byte[] bytes, byte[] shared, int sharedStart) {
			this.bytes = bytes;
			this.shared = shared;
			this.sharedStart = sharedStart;
		}

		static Rest of(byte[] bytes) {
			return new Rest(bytes, NOTHING, 0);
		}

	}

}
