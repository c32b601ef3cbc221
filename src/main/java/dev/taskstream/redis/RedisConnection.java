package dev.taskstream.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/**
 * A connection to one server or to a cluster. Names are strings, and values are bytes.
 *
 * @param stateful the connection
 * @param async its commands
 */
record RedisConnection(StatefulConnection<String, byte[]> stateful, RedisClusterAsyncCommands<String, byte[]> async) {

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	boolean isClustered() {
		return this.stateful instanceof StatefulRedisClusterConnection;
	}

	/**
	 * Open a connection with the settings of a client.
	 */
	static RedisConnection open(AbstractRedisClient client) {
		if (client instanceof RedisClusterClient cluster) {
			StatefulRedisClusterConnection<String, byte[]> connection = cluster.connect(CODEC);
			return new RedisConnection(connection, connection.async());
		}
		StatefulRedisConnection<String, byte[]> connection = ((RedisClient) client).connect(CODEC);
		return new RedisConnection(connection, connection.async());
	}

}
