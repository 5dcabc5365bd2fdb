using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Tests.Ari;

/// <summary>Compares every event field and every request that we use with what the running Asterisk publishes at /ari/api-docs.</summary>
[Collection(nameof(AsteriskServer))]
public sealed class Contract_with_the_server(AsteriskServer server)
{
    private static readonly string[] Documents = ["events", "channels", "bridges", "playbacks", "recordings", "applications", "asterisk"];

    /// <summary>Our names of the server's models, where they differ.</summary>
    private static readonly Dictionary<string, string> ModelNames = new() { ["CallerId"] = "CallerID", ["DialplanPosition"] = "DialplanCEP" };

    public static TheoryData<string> EventTypes => [.. AriEventParser.KnownTypes];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public async Task Every_field_of_an_event_exists_on_the_server_and_what_we_require_it_always_sends(string type)
    {
        var models = await ModelsAsync();
        List<string> wrong = [];

        CompareModel(typeof(AriEvent).Assembly.GetType($"{typeof(AriEvent).Namespace}.{type}")!, models, wrong, []);

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Channel")]
    [InlineData("Bridge")]
    [InlineData("Application")]
    [InlineData("AsteriskInfo")]
    [InlineData("StoredRecording")]
    public async Task Every_field_of_an_answer_exists_on_the_server(string model)
    {
        var models = await ModelsAsync();
        List<string> wrong = [];

        CompareModel(typeof(AriClient).Assembly.GetType($"CallControl.Asterisk.Ari.Model.{model}")!, models, wrong, []);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_request_names_an_operation_and_parameters_of_the_server()
    {
        var operations = await OperationsAsync();
        var transport = new RecordingTransport();
        await SendEveryRequestAsync(new AriClient(transport));
        List<string> wrong = [];

        foreach (var request in transport.Requests)
        {
            if (!operations.TryGetValue($"{request.Method.Word()} {request.Template}", out var parameters))
                wrong.Add($"{request}: no such operation");
            else
                wrong.AddRange(request.ParameterNames.Except(parameters).Select(name => $"{request}: no parameter {name}"));
        }

        wrong.ShouldBeEmpty();
        transport.Requests.Count.ShouldBeGreaterThan(15);
    }

    private static void CompareModel(Type type, IReadOnlyDictionary<string, JsonObject> models, List<string> wrong, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;

        var fields = FieldsOf(ModelNames.GetValueOrDefault(type.Name, type.Name), models);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null))
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (!fields.TryGetValue(name, out var field))
                wrong.Add($"{type.Name}.{name} is not in the server's model");
            else if (property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null && field["required"]?.GetValue<bool>() != true)
                wrong.Add($"{type.Name}.{name} is required here and optional on the server");
            else if (!SameType(property.PropertyType, field["type"]!.GetValue<string>()))
                wrong.Add($"{type.Name}.{name} is a {property.PropertyType.Name} here and a {field["type"]} on the server");

            if (property.PropertyType.Namespace == "CallControl.Asterisk.Ari.Model")
                CompareModel(property.PropertyType, models, wrong, seen);
        }
    }

    private static bool SameType(Type ours, string theirs)
    {
        ours = Nullable.GetUnderlyingType(ours) ?? ours;
        return theirs switch
        {
            "string" => ours == typeof(string) || typeof(ChannelId).Namespace == ours.Namespace,
            "int" => ours == typeof(int) || ours == typeof(long),
            "long" => ours == typeof(long),
            "boolean" => ours == typeof(bool),
            "Date" => ours == typeof(DateTimeOffset),
            "List[string]" => ours.IsAssignableTo(typeof(System.Collections.IEnumerable)) && ours != typeof(string),
            _ => ModelNames.GetValueOrDefault(ours.Name, ours.Name) == theirs,
        };
    }

    /// <summary>A model's own fields and those of every model it extends (Event extends Message; a base lists its subTypes).</summary>
    private static Dictionary<string, JsonNode> FieldsOf(string model, IReadOnlyDictionary<string, JsonObject> models)
    {
        var fields = new Dictionary<string, JsonNode>();
        for (var at = model; at is not null; at = models.FirstOrDefault(m => m.Value["subTypes"] is JsonArray subs && subs.Any(s => s!.GetValue<string>() == at)).Key)
        {

            foreach (var (name, field) in models[at]["properties"]!.AsObject())
                fields.TryAdd(name, field!);
        }

        return fields;
    }

    /// <summary>Calls every public method of every group with made-up arguments, so a new request cannot be forgotten here.</summary>
    private static async Task SendEveryRequestAsync(AriClient client)
    {
        foreach (var group in typeof(AriClient).GetProperties().Select(p => p.GetValue(client)!))
        {
            foreach (var method in group.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                try
                {
                    await (Task)method.Invoke(group, [.. method.GetParameters().Select(ArgumentFor)])!;
                }
                catch (AriTransportException)
                {
                    // The empty answer of the recording transport is no answer to a question; the request itself was recorded.
                }
            }
        }
    }

    private static object ArgumentFor(ParameterInfo parameter) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var t when t == typeof(string) => "x",
        var t when t == typeof(int) => 1,
        var t when t == typeof(bool) => true,
        var t when t == typeof(ChannelId) => new ChannelId("c"),
        var t when t == typeof(BridgeId) => new BridgeId("b"),
        var t when t == typeof(PlaybackId) => new PlaybackId("p"),
        var t when t == typeof(CancellationToken) => CancellationToken.None,
        var t when t == typeof(OriginateParameters) => new OriginateParameters
        {
            Endpoint = "e",
            App = "a",
            AppArgs = "b",
            CallerId = "c",
            TimeoutSeconds = 1,
            Originator = new ChannelId("o"),
            Formats = "ulaw",
            Variables = new Dictionary<string, string> { ["X"] = "y" },
        },
        var t when t.IsAssignableFrom(typeof(Dictionary<string, string>)) => new Dictionary<string, string> { ["X"] = "y" },
        var t when t.IsAssignableFrom(typeof(ChannelId[])) => new[] { new ChannelId("c") },
        var t when t.IsAssignableFrom(typeof(string[])) => new[] { "x" },
        var t => throw new NotSupportedException($"{parameter.Member.Name}: how is a {t.Name} made up?"),
    };

    private async Task<IReadOnlyDictionary<string, JsonObject>> ModelsAsync()
    {
        var models = new Dictionary<string, JsonObject>();
        foreach (var document in await DocumentsAsync())
        {
            foreach (var (name, model) in document["models"]?.AsObject() ?? [])
                models[name] = model!.AsObject();
        }

        return models;
    }

    private async Task<IReadOnlyDictionary<string, string[]>> OperationsAsync()
    {
        var operations = new Dictionary<string, string[]>();
        foreach (var api in (await DocumentsAsync()).SelectMany(d => d["apis"]!.AsArray()))
        {
            foreach (var operation in api!["operations"]!.AsArray())
            {
                operations[$"{operation!["httpMethod"]} {api["path"]}"] =
                    [.. operation["parameters"]?.AsArray().Select(p => p!["name"]!.GetValue<string>()) ?? []];
            }
        }

        return operations;
    }

    private async Task<IReadOnlyList<JsonNode>> DocumentsAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        http.DefaultRequestHeaders.Authorization = AriLinkCredentials();
        return [.. await Task.WhenAll(Documents.Select(async name =>
            JsonNode.Parse(await http.GetStringAsync(new Uri(server.HttpUrl, $"ari/api-docs/{name}.json")))!))];
    }

    private System.Net.Http.Headers.AuthenticationHeaderValue AriLinkCredentials()
        => CallControl.Asterisk.Ari.Link.AriHttpTransport.Credentials(server.LinkOptions("contract"));

    private sealed class RecordingTransport : IAriTransport
    {
        public List<AriRequest> Requests { get; } = [];

        public Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(new AriResponse(200, default));
        }
    }
}
