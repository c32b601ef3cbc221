package dev.taskstream.bench.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One connection to the server, with a request under way or none.
 */
public final class Connection {

	private final SocketChannel channel;

	private final SelectionKey key;

	private final Reply reply;

	private final ReplyParser parser;

	private final boolean reads;

	private ByteBuffer request = ByteBuffer.allocate(0);

	private boolean closed;

	Connection(Loop loop, int port, Reply reply, boolean reads) throws IOException {
		this.reply = reply;
		this.parser = new ReplyParser(reply);
		this.reads = reads;
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.setOption(StandardSocketOptions.SO_LINGER, 0); // leaves no TIME_WAIT
		if (!reads) {
			this.channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
		}
		this.key = loop.register(this.channel, this);
		if (this.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
			begin();
		}
	}

	private void begin() throws IOException {
		this.key.interestOps(this.reads ? SelectionKey.OP_READ : 0);
		this.channel.write(this.request);
	}

	/**
	 * Sends a request as soon as the connection is there. One at a time.
	 */
	void send(String method, String path) throws IOException {
		String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
		this.request = ByteBuffer.wrap((method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		if (this.channel.isConnected()) {
			this.channel.write(this.request);
		}
	}

	void ready(ByteBuffer buffer) {
		try {
			if (this.key.isConnectable()) {
				this.channel.finishConnect();
				begin();
			}
			else {
				read(buffer);
			}
		}
		catch (IOException ex) {
			close();
		}
	}

	/**
	 * Reads what fits, if this connection does not read by itself.
	 */
	void sip(ByteBuffer cup) {
		if (this.closed || !this.channel.isConnected()) {
			return;
		}
		try {
			read(cup);
		}
		catch (IOException ex) {
			close();
		}
	}

	private void read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		int length = this.channel.read(buffer);
		if (length < 0) {
			close();
		}
		else {
			this.parser.feed(buffer.array(), 0, length);
		}
	}

	/**
	 * Closes the connection, which tells the reply.
	 */
	void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.key.cancel();
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// it is gone either way
		}
		this.reply.closed();
	}

}
