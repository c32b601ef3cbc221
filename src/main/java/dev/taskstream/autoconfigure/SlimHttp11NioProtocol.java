package dev.taskstream.autoconfigure;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small output buffers. Tomcat makes it, from its name.
 */
public final class SlimHttp11NioProtocol extends Http11NioProtocol {

	/** An event of 1 KiB and its envelope still go out in one write. */
	static final int OUTPUT_BUFFER = 1792;

	@Override
	public int getDesiredBufferSize() {
		return OUTPUT_BUFFER;
	}

}
