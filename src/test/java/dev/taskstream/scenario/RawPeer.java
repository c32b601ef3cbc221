package dev.taskstream.scenario;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client that speaks over a bare socket, and may misbehave.
 */
public final class RawPeer implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 20_000;

	private final Socket socket;

	private final InputStream in;

	private RawPeer(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	public static RawPeer connect(int port) throws IOException {
		return connect(port, 0);
	}

	/**
	 * A client whose operating system takes little on its behalf.
	 */
	public static RawPeer connect(int port, int receiveBuffer) throws IOException {
		Socket socket = new Socket();
		if (receiveBuffer > 0) {
			socket.setReceiveBufferSize(receiveBuffer);
		}
		socket.setSoTimeout(PATIENCE_MILLIS);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return new RawPeer(socket);
	}

	public static RawPeer watching(int port, String path) throws IOException {
		return connect(port).sends("GET " + path + " HTTP/1.1", "Host: localhost");
	}

	public RawPeer sends(String... lines) throws IOException {
		String request = String.join("\r\n", lines) + "\r\n\r\n";
		return sendsBytes(request.getBytes(StandardCharsets.US_ASCII));
	}

	public RawPeer sendsBytes(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	RawPeer writes(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		return this;
	}

	/**
	 * Status line and headers, each with its line end.
	 */
	public String readHead() throws IOException {
		return readUntil("\r\n\r\n");
	}

	/**
	 * What comes, up to and including a text, with the chunks of HTTP/1.1 as they are.
	 */
	public String readUntil(String text) throws IOException {
		StringBuilder read = new StringBuilder();
		while (read.length() < text.length() || !read.substring(read.length() - text.length()).equals(text)) {
			int next = this.in.read();
			if (next < 0) {
				throw new IOException("End of connection after: " + read);
			}
			read.append((char) next);
		}
		return read.toString();
	}

	/**
	 * As many bytes as asked for, or fewer if the server closes the connection before.
	 */
	public byte[] readBytes(int count) throws IOException {
		return this.in.readNBytes(count);
	}

	/**
	 * What comes before the server closes the connection, however it does that.
	 */
	public byte[] readToEnd() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			this.in.transferTo(bytes);
		}
		catch (java.net.SocketException ex) {
			// a reset is an end, too
		}
		return bytes.toByteArray();
	}

	/**
	 * The body of a chunked answer whose head has been read, to its last chunk.
	 */
	String readChunkedBody() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			int size = Integer.parseInt(readUntil("\r\n").trim(), 16);
			body.write(this.in.readNBytes(size));
			readUntil("\r\n");
			if (size == 0) {
				return body.toString(StandardCharsets.UTF_8);
			}
		}
	}

	int localPort() {
		return this.socket.getLocalPort();
	}

	/**
	 * Says that nothing more will be sent, and goes on reading.
	 */
	public void halfCloses() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Closes the connection without a farewell.
	 */
	public void resets() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
