package dev.taskstream.sse;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection that notes what is asked of it.
 */
class RecordedConnection implements Connection {

	final List<String> calls = new ArrayList<>();

	boolean lost;

	@Override
	public void close() {
		this.calls.add("close");
	}

	@Override
	public void release() {
		this.calls.add("release");
	}

	@Override
	public boolean isLost() {
		return this.lost;
	}

	@Override
	public void forget() {
		this.calls.add("forget");
	}

}
