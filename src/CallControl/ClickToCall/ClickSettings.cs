using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.Flows.ClickToCall;
using CallControl.Numbers;
using CallControl.Recordings;
using CallControl.Web.Api;
using Microsoft.Extensions.Options;

namespace CallControl.ClickToCall;

/// <summary>Lays an enterprise's <c>settings.click_to_call</c> over the program's settings.</summary>
internal sealed class ClickSettings(IOptions<ClickToCallOptions> options, IOptions<NumbersOptions> numbers, IOptions<RecordingsOptions> recordings)
{
    public const string Key = "click_to_call";

    private const int MostPrefixes = 200;

    private readonly IReadOnlyList<string> _premium = [.. PremiumNumbers.Prefixes, .. options.Value.PremiumPrefixes.Select(prefix => Destinations.Prefix(prefix) ?? "")];

    /// <summary>Says what is wrong with an enterprise's settings, by field.</summary>
    public static FieldErrors Check(JsonObject settings, PhoneCountry home)
    {
        var json = FieldsOf(settings);
        Own.Read(json, home);
        return json.Errors;
    }

    /// <returns>Null when the settings can't be read.</returns>
    public EnterpriseClicks? Of(Enterprise enterprise)
    {
        var json = FieldsOf(enterprise.Settings);
        var own = Own.Read(json, numbers.Value.Home);
        if (json.Errors.Any)
            return null;
        var home = own.Country ?? own.Line?.Country ?? numbers.Value.Home;
        return new EnterpriseClicks
        {
            Enabled = options.Value.Enabled && (own.Enabled ?? true),
            Line = own.Line,
            Home = home,
            Destinations = new Destinations(home, own.Allow, own.Deny ?? [], _premium),
            CallsAtOnce = own.CallsAtOnce ?? options.Value.CallsAtOnce,
            CallsPerMinute = own.CallsPerMinute ?? options.Value.CallsPerMinute,
            Node = own.Node,
            Plan = PlanOf(own),
        };
    }

    /// <summary>For a call that is there already: whatever has become of its enterprise meanwhile.</summary>
    public ClickPlan PlanOf(Enterprise? enterprise) => (enterprise is null ? null : Of(enterprise))?.Plan ?? PlanOf(new Own());

    private ClickPlan PlanOf(Own own) => new(
        Seconds(own.EmployeeRing) ?? options.Value.EmployeeRingTime, Seconds(own.ClientRing) ?? options.Value.ClientRingTime,
        Seconds(own.Talk) ?? options.Value.TalkTime, recordings.Value.Enabled && (own.Record ?? true));

    private static JsonFields FieldsOf(JsonObject settings) => JsonFields.Of(JsonSerializer.SerializeToElement(settings[Key] ?? new JsonObject()));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;

    /// <summary>What the enterprise itself says; null: nothing.</summary>
    private sealed record Own
    {
        public bool? Enabled { get; private init; }

        public PhoneNumber? Line { get; private init; }

        public PhoneCountry? Country { get; private init; }

        public IReadOnlyList<string>? Allow { get; private init; }

        public IReadOnlyList<string>? Deny { get; private init; }

        public int? CallsAtOnce { get; private init; }

        public int? CallsPerMinute { get; private init; }

        public string? Node { get; private init; }

        public int? EmployeeRing { get; private init; }

        public int? ClientRing { get; private init; }

        public int? Talk { get; private init; }

        public bool? Record { get; private init; }

        public static Own Read(JsonFields json, PhoneCountry home)
        {
            var country = json.Text("country", 2);
            if (country is not null && PhoneCountry.Find(country) is null)
                json.Errors.Add("country", $"must be one of {string.Join(", ", PhoneCountry.All)}");
            var line = json.Text("line", 50);
            PhoneNumber? shown = PhoneNumber.TryParse(line, out var number, PhoneCountry.Find(country) ?? home) ? number : null;
            if (line is not null && shown is null)
                json.Errors.Add("line", "must be a phone number");
            var own = new Own
            {
                Enabled = json.YesNo("enabled"),
                Line = shown,
                Country = PhoneCountry.Find(country),
                Allow = Prefixes(json, "allow"),
                Deny = Prefixes(json, "deny"),
                CallsAtOnce = Number(json, "calls_at_once", 1, 100),
                CallsPerMinute = Number(json, "calls_per_minute", 1, 1000),
                Node = json.Text("node", 32),
                EmployeeRing = Number(json, "employee_ring_seconds", 5, 120),
                ClientRing = Number(json, "client_ring_seconds", 5, 300),
                Talk = Number(json, "talk_seconds", 1, 86_400),
                Record = json.YesNo("record"),
            };
            json.RefuseOthers();
            return own;
        }

        private static List<string>? Prefixes(JsonFields json, string name)
        {
            if (!json.Has(name))
                return null;
            List<string> prefixes = [];
            foreach (var text in json.Texts(name, MostPrefixes))
            {
                if (Destinations.Prefix(text) is { } prefix)
                    prefixes.Add(prefix);
                else
                    json.Errors.Add(name, $"'{text}' must be the beginning of a number: +375, or + for every number");
            }

            return prefixes;
        }

        private static int? Number(JsonFields json, string name, int least, int most)
        {
            var number = json.WholeNumber(name, least);
            if (number <= most)
                return (int)number;
            if (number is not null)
                json.Errors.Add(name, $"must be {most} or less");
            return null;
        }
    }
}
