package dev.taskstream.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/**
 * The scripts that decide in Redis what must be decided at once. All keys of a script are
 * in one hash slot.
 */
enum RelayScript {

	/** Appends events to a task's story. */
	APPEND("append.lua", ScriptOutputType.INTEGER),

	/** Ends a task whose node is gone. */
	LOSE("lose.lua", ScriptOutputType.VALUE),

	/** Claims a key for a task. */
	CLAIM("claim.lua", ScriptOutputType.VALUE),

	/** Releases a key. */
	RELEASE("release.lua", ScriptOutputType.INTEGER),

	/** Adds a task to the list of its owner. */
	OWN("own.lua", ScriptOutputType.INTEGER);

	private final String text;

	private final String digest;

	private final ScriptOutputType output;

	RelayScript(String file, ScriptOutputType output) {
		DefaultRedisScript<Object> script = new DefaultRedisScript<>();
		script.setLocation(new ClassPathResource(file, RelayScript.class));
		this.text = script.getScriptAsString();
		this.digest = script.getSha1();
		this.output = output;
	}

	/**
	 * Execute the script. It is sent only to a server that does not know it.
	 */
	<T> CompletionStage<T> run(RedisClusterAsyncCommands<String, byte[]> commands, String[] keys, byte[]... arguments) {
		CompletionStage<T> known = commands.evalsha(this.digest, this.output, keys, arguments);
		return known.exceptionallyCompose((ex) -> {
			Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
			return (cause instanceof RedisNoScriptException)
					? commands.eval(this.text.getBytes(StandardCharsets.UTF_8), this.output, keys, arguments)
					: CompletableFuture.failedStage(cause);
		});
	}

	static byte[] argument(Object value) {
		return value.toString().getBytes(StandardCharsets.UTF_8);
	}

}
