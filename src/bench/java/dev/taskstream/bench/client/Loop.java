package dev.taskstream.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Serves all connections of a run on the thread that calls it.
 */
public final class Loop implements AutoCloseable {

	private static final int BUFFER_SIZE = 256 * 1024;

	private static final int LOOK_MILLIS = 20;

	private static final int SIPS_PER_SECOND = 10;

	private static final long NANOS_PER_SECOND = 1_000_000_000;

	private final int port;

	private final Selector selector;

	private final List<Runnable> slow = new ArrayList<>();

	private long lastSip = System.nanoTime();

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

	/**
	 * A client of one server.
	 * @param port where the server listens
	 */
	public Loop(int port) throws IOException {
		this.port = port;
		this.selector = Selector.open();
	}

	/**
	 * Connects.
	 * @param reply takes everything that comes back
	 */
	Connection connect(Reply reply) throws IOException {
		return new Connection(this, this.port, reply, true);
	}

	/**
	 * Connects and reads only so much, a little at a time.
	 */
	Connection connectSlow(Reply reply, int bytesPerSecond) throws IOException {
		Connection connection = new Connection(this, this.port, reply, false);
		ByteBuffer cup = ByteBuffer.allocate(bytesPerSecond / SIPS_PER_SECOND);
		this.slow.add(() -> connection.sip(cup));
		return connection;
	}

	SelectionKey register(SocketChannel channel, Connection connection) throws IOException {
		return channel.register(this.selector, SelectionKey.OP_CONNECT, connection);
	}

	/**
	 * Serves the connections until something is done, but not longer than a limit.
	 * @param done asked after every round
	 * @param limit how long
	 * @return whether it was done
	 */
	public boolean runUntil(BooleanSupplier done, Duration limit) throws IOException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (!done.getAsBoolean()) {
			if (System.nanoTime() >= deadline) {
				return false;
			}
			this.selector.select((key) -> ((Connection) key.attachment()).ready(this.buffer), LOOK_MILLIS);
			sip();
		}
		return true;
	}

	private void sip() {
		long now = System.nanoTime();
		if (now - this.lastSip >= NANOS_PER_SECOND / SIPS_PER_SECOND) {
			this.lastSip = now;
			this.slow.forEach(Runnable::run);
		}
	}

	/**
	 * Closes all connections.
	 */
	@Override
	public void close() throws IOException {
		new ArrayList<>(this.selector.keys()).forEach((key) -> ((Connection) key.attachment()).close());
		this.selector.close();
	}

}
