package dev.taskstream.autoconfigure;

import java.util.function.ObjIntConsumer;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.util.unit.DataSize;

/**
 * Fits Tomcat's connector to many streams that are idle most of the time. What
 * {@code server.*} says explicitly stays.
 */
/*
 * Comes after Boot's own customizer, which is ordered; this one is not.
 */
final class TomcatTuning implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final int REQUEST_HEADER = 4096;

	private static final int RESPONSE_HEADER = 2048;

	private static final int SOCKET_READ_BUFFER = 512;

	/** Tomcat keeps room for a request's trailers ready, 8 KiB where nobody says less. */
	private static final int REQUEST_TRAILERS = 256;

	/** One full output buffer with the chunk around it. */
	private static final int SOCKET_WRITE_BUFFER = SlimHttp11NioProtocol.OUTPUT_BUFFER + 256;

	/** What Tomcat has by default. */
	private static final int LEAST_CONNECTIONS = 8192;

	private static final int LEAST_ACCEPT_COUNT = 100;

	/** More than this Linux does not grant by default. */
	private static final int MOST_ACCEPT_COUNT = 4096;

	private final TaskstreamTomcatProperties properties;

	private final int maxStreams;

	private final Binder binder;

	TomcatTuning(TaskstreamTomcatProperties properties, int maxStreams, Binder binder) {
		this.properties = properties;
		this.maxStreams = maxStreams;
		this.binder = binder;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		if (this.properties.slim() && TomcatWebServerFactory.DEFAULT_PROTOCOL.equals(factory.getProtocol())) {
			factory.setProtocol(SlimHttp11NioProtocol.class.getName());
			factory.addConnectorCustomizers(this::slim);
		}
		DataSize sendBuffer = this.properties.sendBuffer();
		if (sendBuffer != null) {
			factory.addConnectorCustomizers(
					(connector) -> connector.setProperty("socket.txBufSize", String.valueOf(sendBuffer.toBytes())));
		}
	}

	private void slim(Connector connector) {
		connector.setProperty("socket.appReadBufSize", String.valueOf(SOCKET_READ_BUFFER));
		connector.setProperty("socket.appWriteBufSize", String.valueOf(SOCKET_WRITE_BUFFER));
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			protocol.setMaxTrailerSize(REQUEST_TRAILERS);
			unlessSet("server.max-http-request-header-size", protocol, REQUEST_HEADER,
					AbstractHttp11Protocol::setMaxHttpRequestHeaderSize);
			unlessSet("server.tomcat.max-http-response-header-size", protocol, RESPONSE_HEADER,
					AbstractHttp11Protocol::setMaxHttpResponseHeaderSize);
			unlessSet("server.tomcat.max-connections", protocol, connections(), AbstractProtocol::setMaxConnections);
			unlessSet("server.tomcat.accept-count", protocol,
					Math.min(Math.max(this.maxStreams, LEAST_ACCEPT_COUNT), MOST_ACCEPT_COUNT),
					AbstractProtocol::setAcceptCount);
			unlessSet("server.tomcat.processor-cache", protocol, connections(), AbstractProtocol::setProcessorCache);
		}
	}

	/**
	 * Streams, and a quarter more for everything else.
	 */
	private int connections() {
		long wanted = this.maxStreams + this.maxStreams / 4L;
		return (int) Math.min(Math.max(wanted, LEAST_CONNECTIONS), Integer.MAX_VALUE);
	}

	private void unlessSet(String property, AbstractHttp11Protocol<?> protocol, int value,
			ObjIntConsumer<AbstractHttp11Protocol<?>> setter) {
		if (!this.binder.bind(property, Bindable.of(String.class)).isBound()) {
			setter.accept(protocol, value);
		}
	}

}
