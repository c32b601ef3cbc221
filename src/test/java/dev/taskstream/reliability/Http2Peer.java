package dev.taskstream.reliability;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A client that speaks HTTP/2 over a bare socket, and sets its windows as a test likes.
 */
final class Http2Peer implements AutoCloseable {

	static final int LARGEST_WINDOW = Integer.MAX_VALUE;

	private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int PATIENCE_MILLIS = 20_000;

	private static final int INITIAL_CONNECTION_WINDOW = 65_535;

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int RESET = 3;

	private static final int SETTINGS = 4;

	private static final int GO_AWAY = 7;

	private static final int WINDOW_UPDATE = 8;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int ACK = 1;

	private static final int INITIAL_WINDOW_SIZE = 4;

	private final Socket socket = new Socket();

	private final DataInputStream in;

	private Http2Peer(int port, int receiveBuffer) throws IOException {
		this.socket.setReceiveBufferSize(receiveBuffer);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.in = new DataInputStream(this.socket.getInputStream());
	}

	/**
	 * Connects without TLS, as a client that knows that the server speaks HTTP/2.
	 * @param window the window of each stream; that of the connection is the largest
	 */
	static Http2Peer connect(int port, int receiveBuffer, int window) throws IOException {
		Http2Peer peer = new Http2Peer(port, receiveBuffer);
		peer.socket.getOutputStream().write(PREFACE);
		peer.send(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE).putInt(window).array());
		peer.send(WINDOW_UPDATE, 0, 0,
				ByteBuffer.allocate(4).putInt(LARGEST_WINDOW - INITIAL_CONNECTION_WINDOW).array());
		Frame first = peer.read();
		if (first.type != SETTINGS) {
			throw new IOException("The server began with a frame of the type " + first.type);
		}
		peer.send(SETTINGS, ACK, 0, new byte[0]);
		return peer;
	}

	/**
	 * Requests a path on a stream with an odd number that is greater than all before.
	 */
	Http2Peer requests(int stream, String path) throws IOException {
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		String[] fields = { ":method", "GET", ":scheme", "http", ":authority", "localhost", ":path", path };
		for (int i = 0; i < fields.length; i += 2) {
			headers.write(0); // a literal without indexing, with a new name
			writeText(headers, fields[i]);
			writeText(headers, fields[i + 1]);
		}
		send(HEADERS, END_STREAM | END_HEADERS, stream, headers.toByteArray());
		return this;
	}

	private static void writeText(ByteArrayOutputStream headers, String text) {
		if (text.length() >= 127) {
			throw new IllegalArgumentException("Longer than one byte can say: " + text);
		}
		headers.write(text.length());
		headers.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Enlarges the window of a stream.
	 */
	void opens(int stream, int window) throws IOException {
		send(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(window).array());
	}

	private void send(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
		frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
		this.socket.getOutputStream().write(frame.array());
	}

	private Frame read() throws IOException {
		int lengthAndType = this.in.readInt();
		int flags = this.in.readUnsignedByte();
		int stream = this.in.readInt();
		byte[] payload = this.in.readNBytes(lengthAndType >>> 8);
		return new Frame(lengthAndType & 0xFF, flags, stream, payload);
	}

	/**
	 * Reads until the only stream, or the connection, ends in some way.
	 * @return the body of the stream as far as it came
	 */
	byte[] readToEnd() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			Frame frame;
			do {
				frame = read();
				if (frame.type == DATA) {
					body.write(frame.payload);
				}
			}
			while (!frame.isLast());
		}
		catch (EOFException | SocketException ex) {
			// An end, too
		}
		return body.toByteArray();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private record Frame(int type, int flags, int stream, byte[] payload) {

		boolean isLast() {
			return this.type == RESET || this.type == GO_AWAY
					|| ((this.type == DATA || this.type == HEADERS) && (this.flags & END_STREAM) != 0);
		}

	}

}
