package dev.taskstream.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Tomcat is fitted to many streams. Nothing is by default.
 *
 * @param slim whether connections get small buffers, and max-connections, accept-count
 * and processor-cache are fitted to taskstream.stream.max-streams
 * @param sendBuffer the kernel's send buffer of every connection, for example 64KB; by
 * default the kernel decides
 */
@ConfigurationProperties("taskstream.tomcat")
public record TaskstreamTomcatProperties(@DefaultValue("false") boolean slim, @Nullable DataSize sendBuffer) {

	/** Less than this holds up every client. */
	private static final DataSize LEAST = DataSize.ofKilobytes(4);

	private static final DataSize MOST = DataSize.ofMegabytes(64);

	public TaskstreamTomcatProperties {
		if (sendBuffer != null && (sendBuffer.compareTo(LEAST) < 0 || sendBuffer.compareTo(MOST) > 0)) {
			throw new IllegalArgumentException(
					"taskstream.tomcat.send-buffer must be between 4KB and 64MB, but is " + sendBuffer);
		}
	}

}
