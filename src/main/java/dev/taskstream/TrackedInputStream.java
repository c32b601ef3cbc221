package dev.taskstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reports how many bytes have been read. It cannot go back, so that it counts none twice.
 */
final class TrackedInputStream extends FilterInputStream {

	private final Tracker tracker;

	TrackedInputStream(InputStream in, Tracker tracker) {
		super(in);
		this.tracker = tracker;
	}

	@Override
	public int read() throws IOException {
		this.tracker.next();
		int next = super.read();
		settle((next >= 0) ? 1 : next);
		return next;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		this.tracker.next();
		int count = super.read(target, offset, length);
		settle(count);
		return count;
	}

	@Override
	public long skip(long count) throws IOException {
		this.tracker.next();
		long skipped = super.skip(count);
		settle(skipped);
		return skipped;
	}

	private void settle(long count) {
		if (count < 0) {
			this.tracker.finish();
		}
		else {
			this.tracker.advance(count);
		}
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	@Override
	public void mark(int limit) {
	}

	@Override
	public synchronized void reset() throws IOException {
		throw new IOException("A tracked stream cannot go back");
	}

}
