package dev.taskstream.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Opens streams and reads them on the calling thread, with one selector.
 */
final class StreamClient implements AutoCloseable {

	private static final int BUFFER_SIZE = 256 * 1024;

	private static final int STALLED_BUFFER_SIZE = 4096;

	private static final int SELECT_MILLIS = 20;

	/** Streams that are being opened at a time. */
	private static final int UNDER_WAY = 64;

	private final InetSocketAddress address;

	private final Selector selector;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

	private final List<SocketChannel> channels = new ArrayList<>();

	private final Tally tally = new Tally();

	/** Create a client without streams. */
	StreamClient(int port) throws IOException {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.selector = Selector.open();
	}

	/**
	 * Open streams and wait for the heads of all replies.
	 * @throws IOException if they are not open in time or one is refused
	 */
	void open(List<String> paths, Duration limit) throws IOException {
		for (String path : paths) {
			SocketChannel channel = connect(path, false);
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_READ, new EventStream(this.tally));
			awaitOpened(this.channels.size() - UNDER_WAY, limit);
		}
		awaitOpened(paths.size(), limit);
	}

	private void awaitOpened(int count, Duration limit) throws IOException {
		boolean open = readUntil(() -> this.tally.opened >= count || this.tally.broken > 0, limit);
		if (!open || this.tally.broken > 0) {
			throw new IOException("Only " + this.tally.opened + " streams could be opened");
		}
	}

	/** Open streams that are never read nor counted. */
	void openStalled(String path, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			connect(path, true);
		}
	}

	private SocketChannel connect(String path, boolean stalled) throws IOException {
		SocketChannel channel = SocketChannel.open();
		this.channels.add(channel);
		channel.setOption(StandardSocketOptions.SO_LINGER, 0); // leaves no TIME_WAIT
		if (stalled) {
			channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_BUFFER_SIZE);
		}
		channel.connect(this.address);
		channel.write(ByteBuffer
			.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
		return channel;
	}

	/**
	 * Read the streams until a condition holds.
	 * @return whether the condition holds
	 */
	boolean readUntil(BooleanSupplier done, Duration limit) throws IOException {
		long begun = System.nanoTime();
		while (!done.getAsBoolean()) {
			if (System.nanoTime() - begun > limit.toNanos()) {
				return false;
			}
			readOnce();
		}
		return true;
	}

	private void readOnce() throws IOException {
		this.selector.select(SELECT_MILLIS);
		for (SelectionKey key : this.selector.selectedKeys()) {
			EventStream stream = (EventStream) key.attachment();
			int length = read((SocketChannel) key.channel());
			if (length >= 0) {
				stream.feed(this.buffer.array(), length);
			}
			else {
				key.cancel();
				stream.close();
			}
		}
		this.selector.selectedKeys().clear();
	}

	private int read(SocketChannel channel) {
		try {
			return channel.read(this.buffer.clear());
		}
		catch (IOException ex) {
			return -1; // reset by the server
		}
	}

	Tally tally() {
		return this.tally;
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel channel : this.channels) {
			channel.close();
		}
		this.selector.close();
	}

}
