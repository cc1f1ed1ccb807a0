using EvaluatorSuite.Domain.Ledger;

namespace EvaluatorSuite.Domain.Tests.Ledger;

public sealed class LedgerEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 20, 9, 2, 3, 456, TimeSpan.FromHours(8));
    private static readonly Guid Actor = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");
    private static readonly Guid Engagement = Guid.Parse("0199aaaa-0000-7000-8000-000000000002");
    private static readonly byte[] Salt = [.. Enumerable.Range(0, LedgerEntry.SaltBytes).Select(i => (byte)i)];

    private readonly LedgerEntry[] _chain = Chain();

    // Computed apart from the product, in Python, from the description in docs/ledger.md: every text after its length in eight bytes.
    [Fact]
    public void The_hash_is_the_one_that_an_outsider_computes()
    {
        Assert.Equal("c81129ad757418a29c2fbcf7cf1f55bc27266a702c27a0d134b23e9e266809b1", _chain[0].PayloadDigest);
        Assert.Equal("6c0817c390d4dee3c5febcd0255873d852e0a751b6b924f86e7f760c3c564638", _chain[0].SubjectDigest());
        Assert.Equal("08b4d145256406c7e24ef25a8a01059ed2c0e30b0feeaea2ead1ff7ee77c5800", _chain[0].Hash);
        Assert.Equal("f968d9f0096d863267e9de2df7b996bb0c4c1c6083c513860f4e3959700ba543", _chain[1].Hash);
    }

    [Fact]
    public void An_entry_of_before_there_were_subjects_still_verifies()
    {
        Overwrite(_chain[0], nameof(LedgerEntry.Algorithm), LedgerEntry.FlatSha256);
        Overwrite(_chain[0], nameof(LedgerEntry.Hash), "6df0d3206f99ae8d993b1b82ab0e036b9bce277822936415540716de3d883674");

        Assert.True(_chain[0].Follows(null));
    }

    [Fact]
    public void An_untouched_chain_verifies()
    {
        Assert.True(Verifies(_chain));
        Assert.Equal(["SHA-256/2", "SHA-256/2", "SHA-256/2"], _chain.Select(e => e.Algorithm));
    }

    [Theory]
    [InlineData(nameof(LedgerEntry.Sequence))]
    [InlineData(nameof(LedgerEntry.At))]
    [InlineData(nameof(LedgerEntry.ActorId))]
    [InlineData(nameof(LedgerEntry.EngagementId))]
    [InlineData(nameof(LedgerEntry.Action))]
    [InlineData(nameof(LedgerEntry.Payload))]
    [InlineData(nameof(LedgerEntry.Salt))]
    [InlineData(nameof(LedgerEntry.PayloadDigest))]
    [InlineData(nameof(LedgerEntry.Algorithm))]
    [InlineData(nameof(LedgerEntry.PreviousHash))]
    [InlineData(nameof(LedgerEntry.Hash))]
    public void A_change_of_any_field_of_any_entry_is_found(string field)
    {
        for (var i = 0; i < _chain.Length; i++)
        {
            var chain = Chain();
            object value = field switch
            {
                nameof(LedgerEntry.Sequence) => chain[i].Sequence + 1,
                nameof(LedgerEntry.At) => chain[i].At.AddMilliseconds(1),
                nameof(LedgerEntry.ActorId) => Engagement,
                nameof(LedgerEntry.EngagementId) => Actor,
                nameof(LedgerEntry.Salt) or nameof(LedgerEntry.PayloadDigest) or nameof(LedgerEntry.PreviousHash) or nameof(LedgerEntry.Hash) => new string('a', 64),
                _ => "x",
            };
            Overwrite(chain[i], field, value);

            Assert.False(Verifies(chain), $"{field} of entry {i + 1}");
        }
    }

    [Fact]
    public void An_entry_that_is_gone_is_found_unless_it_was_the_last()
    {
        Assert.False(Verifies([_chain[1], _chain[2]]));
        Assert.False(Verifies([_chain[0], _chain[2]]));
    }

    [Fact]
    public void Entries_that_changed_places_are_found()
    {
        Assert.False(Verifies([_chain[1], _chain[0], _chain[2]]));
        Assert.False(Verifies([_chain[0], _chain[2], _chain[1]]));
    }

    [Fact]
    public void An_entry_that_stands_twice_is_found()
    {
        Assert.False(Verifies([_chain[0], _chain[0], _chain[1], _chain[2]]));
    }

    [Fact]
    public void A_chain_that_does_not_begin_at_one_is_found()
    {
        Assert.False(LedgerEntry.Append(2, LedgerEntry.GenesisHash, At, Actor, null, "user.added", "{}", Salt).Follows(null));
        Assert.False(LedgerEntry.Append(1, new string('1', 64), At, Actor, null, "user.added", "{}", Salt).Follows(null));
    }

    [Fact]
    public void A_payload_that_was_erased_still_verifies()
    {
        foreach (var entry in _chain)
        {
            Overwrite(entry, nameof(LedgerEntry.Payload), null);
            Overwrite(entry, nameof(LedgerEntry.Salt), null);
        }

        Assert.True(Verifies(_chain));
    }

    [Fact]
    public void An_erased_payload_cannot_be_guessed_from_its_digest()
    {
        var other = LedgerEntry.Append(1, LedgerEntry.GenesisHash, At, Actor, Engagement, "engagement.imported", _chain[0].Payload!, new byte[LedgerEntry.SaltBytes]);

        Assert.NotEqual(_chain[0].PayloadDigest, other.PayloadDigest);
    }

    [Fact]
    public void The_first_of_a_payload_cannot_be_told_as_the_last_of_its_salt()
    {
        var salt = _chain[1].Salt!;
        Overwrite(_chain[1], nameof(LedgerEntry.Salt), salt + "{");
        Overwrite(_chain[1], nameof(LedgerEntry.Payload), "}");
        Assert.False(Verifies(_chain));

        Overwrite(_chain[1], nameof(LedgerEntry.Salt), null);
        Overwrite(_chain[1], nameof(LedgerEntry.Payload), salt + "{}");
        Assert.False(Verifies(_chain));
    }

    [Fact]
    public void A_character_cannot_move_from_one_field_to_the_next()
    {
        var one = LedgerEntry.Append(1, LedgerEntry.GenesisHash, At, Actor, Engagement, "user.added", "{}", Salt);
        var other = LedgerEntry.Append(1, LedgerEntry.GenesisHash, At, Actor, null, $"{Engagement:D}user.added", "{}", Salt);

        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Fact]
    public void The_time_is_kept_to_the_millisecond_in_universal_time()
    {
        var entry = LedgerEntry.Append(1, LedgerEntry.GenesisHash, At.AddTicks(9_999), Actor, null, "user.added", "{}", Salt);

        Assert.Equal((At, TimeSpan.Zero), (entry.At, entry.At.Offset));
        Assert.True(entry.Follows(null));
    }

    private static LedgerEntry[] Chain()
    {
        var first = LedgerEntry.Append(1, LedgerEntry.GenesisHash, At, Actor, Engagement, "engagement.imported", """{"文":"第三届"}""", Salt);
        var second = LedgerEntry.Append(2, first.Hash, At.AddSeconds(1), Actor, null, "user.added", "{}", [.. Enumerable.Repeat((byte)255, LedgerEntry.SaltBytes)]);
        var third = LedgerEntry.Append(3, second.Hash, At.AddSeconds(2), Actor, Engagement, "report.drafted", "{\"a\":1}", Salt);
        return [first, second, third];
    }

    private static bool Verifies(LedgerEntry[] chain) => chain.Select((entry, i) => entry.Follows(i == 0 ? null : chain[i - 1])).All(follows => follows);

    // As one who writes to the table past the product.
    private static void Overwrite(LedgerEntry entry, string field, object? value) => typeof(LedgerEntry).GetProperty(field)!.SetValue(entry, value);
}
