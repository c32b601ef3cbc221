package dev.taskstream.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Runs the tests of an application on two nodes, which share a Redis: each request goes
 * to the other one than the last, while the test starts its tasks on the first.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.taskstream.redis.RedisServer#isInstalled", disabledReason = "There is no redis-server")
@ContextCustomizerFactories(SecondNode.Factory.class)
@interface OnTwoNodes {

}
