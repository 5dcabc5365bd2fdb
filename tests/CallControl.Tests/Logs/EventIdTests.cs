using System.Reflection;
using CallControl.Asterisk.Ari;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Logs;

public sealed class EventIdTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_message_of_the_log_has_an_event_id_of_its_own()
    {
        var messages = new[] { typeof(Call), typeof(AriClient), typeof(PhoneNumber) }
            .SelectMany(one => one.Assembly.GetTypes())
            .SelectMany(type => type.GetMethods(All))
            .Select(method => (Name: $"{method.DeclaringType}.{method.Name}", method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(message => message.EventId is not null)
            .ToArray();

        messages.Length.ShouldBeGreaterThan(100);
        messages.GroupBy(message => message.EventId).Where(same => same.Count() > 1).SelectMany(same => same).ShouldBeEmpty();
    }
}
