package dev.taskstream.neighbours;

import java.lang.reflect.Proxy;

import dev.taskstream.TaskService;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Configuration;

/**
 * A post-processor that wraps the service in a proxy of its interface.
 */
@Configuration(proxyBeanMethods = false)
class ProxyingPostProcessor implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof TaskService)) {
			return bean;
		}
		return Proxy.newProxyInstance(bean.getClass().getClassLoader(), new Class<?>[] { TaskService.class },
				(proxy, method, arguments) -> method.invoke(bean, arguments));
	}

}
